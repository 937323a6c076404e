"""The limits by which a workbook is read: tables, columns, names and sentences; ``rules/limits.yaml`` explains each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LayoutLimits:
    """Where a table begins and ends on a sheet, which rows are its header, and how its rows are nested."""

    blank_rows: int
    page_gap: int
    title_lines: int
    title_reach: int
    title_gap: int
    longest_title: int
    longest_lead_in: int
    longest_between: int
    longest_rest: int
    prose_from: int
    signature_cells: int
    longest_label: int
    longest_header: int
    most_header_rows: int
    years_in_step: int
    most_columns: int
    known_share: float
    all_known: float
    header_share: float
    fewest_heads: int
    figures_reach: int
    body_reach: int
    number_row_share: float
    number_row_cells: int
    number_row_rising: float
    column_number_times: int
    column_number_more: int
    repeat_share: float
    same_header_share: float
    column_share: float
    full_row_share: float
    numbered_share: float
    lower_case_share: float
    coded_share: float
    marked_share: float
    one_level_share: float


@dataclass(frozen=True, slots=True)
class CellsLimits:
    """What the cells of a column look like: money, percentages, ratios, years, labels."""

    first_year: int
    last_year: int
    money_from: Decimal
    largest_ratio: int
    usual_fraction: int
    largest_percent: int
    largest_column_number: int
    longest_number: int
    longest_label: int
    longest_unit: int
    label_share: float
    order_share: float
    rows_sample: int
    marks_sample: int
    file_marks: int
    file_marks_sample: int


@dataclass(frozen=True, slots=True)
class ArithmeticLimits:
    """Whether a column computes from others, which speaks for its role; no figure is judged by these."""

    rows_sample: int
    rows_glance: int
    fit_share: Decimal
    whole: Decimal
    sum_off: Decimal
    sum_off_share: Decimal
    ratio_off: Decimal
    percent_off: Decimal
    percent_off_share: Decimal
    nearest: int
    nearest_at_least: int
    most_tries: int
    share_reach: int
    proof_digits: int
    few_tries: int


@dataclass(frozen=True, slots=True)
class DisplacedLimits:
    """When the cells of a row are taken to stand beside their columns, in bits of what they look like."""

    farthest: int
    least_rows: int
    least_bits: float
    row_bits: float
    unseen: float
    seen_share: float
    lost: float
    proved_bits: float
    shapes: int
    rounds: int


@dataclass(frozen=True, slots=True)
class HeaderWordsLimits:
    """How well the words of a header name a role (rules/roles.yaml), from 0 to somewhat above 1."""

    slip_from: int
    two_slips_from: int
    shortest_half: int
    head_word: float
    head_from: float
    unknown_word: float
    other_head: float
    unknown_head: float
    within: float
    within_soft: float
    other_group: float
    other_soft_group: float
    only_over: float
    whole_path: float
    turned: float
    shared_word: float
    cell_words: float
    texts_share: float
    longest_cell: int
    twin_unit: float
    twin_share: float
    empty_twin: float
    worth_weighing: float
    misspelt_letters: int
    misspelt_from: float
    misspelt: float
    empty_column: float
    any_figure: float
    wrong_type: float
    fit_slack: float


@dataclass(frozen=True, slots=True)
class RolesLimits:
    """Which role a column gets, of those that words, cells and arithmetic speak for."""

    likely: float
    margin: float
    poor_second: float
    plain_name: float
    following: float
    rounds: int
    certain_lead: float
    lead_share: float
    numeric_share: float
    fit: float
    unnamed: float
    other_fit: float
    proved: float
    measured: float


@dataclass(frozen=True, slots=True)
class KindsLimits:
    """Which kind a table is (rules/tables), from the roles of its columns and the words of its title."""

    sure: float
    margin: float
    start: float
    required_role: float
    repeated_role: float
    optional_role: float
    most_optional: int
    title_words: float
    header_words: float
    strange_role: float
    forbidden_role: float


@dataclass(frozen=True, slots=True)
class MatchingLimits:
    """Whether two rows of different tables mean the same sasaran, indikator, program."""

    join: float
    margin: float
    least_words: float
    same_code: float
    other_code: float
    same_order: float
    shared_figure: float
    shared_figures: float
    beside_goal: float
    beside: float
    common_word: int
    compared: int
    telling_digits: int
    telling_letters: int
    telling_words: int
    inside_words: int
    shortest_stemmed: int
    slip_letters: int
    light_word: float
    contained: float
    contained_least: float


@dataclass(frozen=True, slots=True)
class TableMapLimits:
    """Whether a table of a profile's map is found again in next year's workbook."""

    same_layout: float
    same_layout_elsewhere: float
    same_name: float
    same_sheet: float
    same_title: float
    same_place: float


@dataclass(frozen=True, slots=True)
class ProseLimits:
    """How far in a sentence words belong to a figure, and which texts are sentences, headings and names."""

    fewest_words: int
    figures_in_text: int
    figures_in_all: int
    signs_in_all: int
    crowded_told: int
    one_notation: int
    longest_heading: int
    rows_about: int
    measure_reach: int
    subject_reach: int
    words_reach: int
    change_reach: int
    change_pairs: int
    from_to_reach: int
    unit_reach: int
    title_reach: int
    label_columns: int
    name_words: int
    name_letters: int
    short_form_words: int
    telling_letters: int
    words_per_departure: int
    item_words: int
    sentence_words: int
    repeated_words: int
    quoted_words: int
    longest_document_name: int
    largest_ratio: int
