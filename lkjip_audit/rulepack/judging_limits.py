"""The limits by which figures are judged and causes found; ``rules/limits.yaml`` explains each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class JudgingLimits:
    """How a stated figure is judged against what is recomputed, and which value of a fact is believed."""

    trifle_rupiah: Decimal
    large_amount: Decimal
    negligible_share: Decimal
    stored_share: Decimal
    few_operands: int
    most_combinations: int
    exact_weight: int
    definition_weight: int
    most_operands: int
    raw_decimals: int
    hundredfold_share: Decimal
    shown_decimals: int
    shares_below: int


@dataclass(frozen=True, slots=True)
class FactsLimits:
    """When two places speak of one and the same thing, and when a column or rule accuses itself instead of others."""

    own_digits: int
    same_total_share: Decimal
    fewest_failing: int
    failing_share: Decimal
    telling_amount: Decimal
    shared_figures: int
    alike_but_one: int
    ends_alike: int
    shared_digits: int
    strange_facts: int
    strange_share: Decimal
    strange_tables: int
    resource_words: int


@dataclass(frozen=True, slots=True)
class CostsLimits:
    """What it costs, in the search for the fewest wrong figures (Fellegi & Holt 1976), that a figure is wrong."""

    wrong_figure: int
    typed_figure: int
    typed_copy: int
    computed_copy: int
    typed_copy_contradicted: int
    computed_copy_contradicted: int
    most_copies: int
    below_zero: int
    other_sign: int
    other_size: int
    other_size_times: int
    lost_zero: int
    most_lost_zeros: int
    consequent: int
    further_consequent: int
    copied_down: int
    doubted_relation: int
    doubted_in_prose: int
    doubted_guess: int
    doubted_declared: int
    doubted_written: int


@dataclass(frozen=True, slots=True)
class SearchLimits:
    """How far the search for causes goes, and which answers it keeps and calls a tie."""

    margin: int
    tie: int
    named: int
    effort: int
    effort_per_figure: int
    proof_effort: int
    slack: int
    most_choices: int
    digit_worth: int
    polish_effort: int
    polish_rounds: int
    most_parts: int
    work: int
    work_in_all: int
    work_per_figure: int
    open_told: int
    judged_work: int
    tried_work: int
    answer_work: int
    component_work: int
    wide_relation: int
    wide_span: int
    deepest: int
    most_origins: int
    few_slips: int
    narrow_share: Decimal
    shortest_slip: int
    most_decimals: int
    most_read: int
    most_alternatives: int


@dataclass(frozen=True, slots=True)
class CluesLimits:
    """What speaks for a correction, set against the costs: by this much a candidate rises in rank."""

    rounding: int
    many_digits_again: int
    other_row_many_digits: int
    many_digits: int
    same_sentence: int
    sum_part: int
    stands_twice: int
    stands_at: int
    sign: int
    inverted_ratio: int
    factor: int
    copied_from_above: int
    copied: int
    block_copied: int
    slip_two_digits: int
    slip_three_digits: int
    slip_more_digits: int
    transposed: int
    doubled_digit: int
    missing_digit: int
    picked: int
    sentence: int
    given_away: int
    accused: int
    confirmed: int
    stands_again: int
    turned_negative: int
    made_round: int
    put_in_order: int


@dataclass(frozen=True, slots=True)
class ChancesLimits:
    """How improbable each way of going wrong is, in tenths of a bit: what one accusation is held to against another."""

    digit: int
    any_slip: int
    one_digit: int
    transposed: int
    digit_more_or_less: int
    rare_slip: int
    rounding: int
    padded: int
    sign: int
    factor: int
    inverted: int
    sum_part: int
    copied: int
    copied_from_afar: int
    confirmed: int
    order: int
    not_recomputed: int
    doubt: int


@dataclass(frozen=True, slots=True)
class CopiesLimits:
    """When a figure is too short to have been copied from another place, and how far away that place may be."""

    digits_beside: int
    digits_on_sheet: int
    digits_far: int
    kin_digits: int
    block_digits: int
    block_rows: int
    column_figures: int
    fewest_pairs: int
    alike_share: Decimal
    telling_part: int
    form_figures: int
    order_figures: int
    form_share: Decimal
    near_miss_digits: int


@dataclass(frozen=True, slots=True)
class SaidLimits:
    """When a column is what its header says of the columns beside it: a total, a percentage, a difference."""

    most_rows: int
    fewest_rows: int
    fewest_digits: int
    times_others: int
    times_counted: int
    times_steady: int
    times_size: int
    shortest_slip: int
    fewest_told: int
    long_figure: int
    shortest_name: int
    most_parts: int
    most_near: int


@dataclass(frozen=True, slots=True)
class SumsLimits:
    """When a row, a figure or a sentence is meant as the sum, change or ratio of others, so that it is held to it."""

    key_fewest: int
    key_share: Decimal
    key_rows: Decimal
    key_bits: int
    key_parts: int
    accounts: int
    key_columns: int
    key_sheets: int
    key_tables: int
    likely_share: Decimal
    outgrown: int
    fewest_rows: int
    fewest_parts: int
    most_parts: int
    least_sum: int
    parts_share: Decimal
    change_digits: int
    change_share: Decimal
    fraction_share: Decimal
    capped_share: Decimal
    near_slip: int


@dataclass(frozen=True, slots=True)
class TellingLimits:
    """How much one workbook's result tells."""

    findings: int


@dataclass(frozen=True, slots=True)
class AskedLimits:
    """From where on what is right by arithmetic makes a reviewer ask."""

    spent: Decimal
    moved: Decimal
    counting: Decimal
    other_name: Decimal
    same_name: Decimal
    code_parts: int
    programme_parts: int
    name_words: int
    ratio_off: Decimal


@dataclass(frozen=True, slots=True)
class HabitsLimits:
    """From how many cases on a workbook's own way of writing is settled, so that what departs is told."""

    nearly_all: Decimal
    most: Decimal
    half: Decimal
    codes: int
    agency_rows: int
    filled_money: int
    filled: int
    year_rows: int
    part_rows: int
    shares: int
    share_rows: int
    units: int
    doubtful_rows: int
    formulas: int
    formula_gap: int
    ring_steps: int
    formulas_per_number: int


@dataclass(frozen=True, slots=True)
class LabelsLimits:
    """Which texts are predicates (`Sangat Baik`), and the scales that give them."""

    fewest_bands: int
    longest_scale: int
    longest_label: int
    told_words: int
    reach: int


@dataclass(frozen=True, slots=True)
class PeopleLimits:
    """Employees: which numbers are possible in a NIP, and which counts are of the same people."""

    born_from: int
    born_until: int
    least_age: int
    first_contract_year: int
    rows_to_name: int
    name_words: int
    near_share: Decimal
    near_count: Decimal
    senior_rows: int
    label_letters: int


@dataclass(frozen=True, slots=True)
class EvidenceLimits:
    """What speaks for a relation, in bits, and when it is believed."""

    named_bits: int
    declared_bits: int
    departure_bits: int
    telling_rows: int
    outweighs_shown: int
    slip_digits: int
    reading_bits: int
    reading_rows: int
    reading_effort: int
    reading_few: int
    reading_levels: int
    shown_rows: int
    shown_columns: int
    shown_cells: int
    shown_work: int
    shown_table: int
    shown_cell: int
    shown_parts: int
