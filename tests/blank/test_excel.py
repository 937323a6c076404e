from lkjip_audit.blank.excel import of_column, of_formula, same_as
from lkjip_audit.blank.model import Column

CELLS = {"a": "A1", "b": "B1", "c": "C1"}


def test_a_formula_stays_empty_while_an_operand_is():
    assert of_formula("a / b", CELLS) == '=IF(COUNT(A1,B1)<2,"",IFERROR(A1/B1,""))'
    assert same_as("A1") == '=IF(A1="","",A1)'


def test_steps_become_nested_conditions_first_step_outermost():
    steps = {
        "of": "a",
        "from": [{"over": "1", "text": "tinggi"}, {"least": "0.5", "text": "cukup"}, {"text": "rendah"}],
    }
    column = Column.model_validate({"id": "x", "header": ["X"], "holds": "text", "steps": steps})
    assert of_column(column, CELLS) == '=IF(COUNT(A1)=0,"",IF(A1>1,"tinggi",IF(A1>=0.5,"cukup","rendah")))'
