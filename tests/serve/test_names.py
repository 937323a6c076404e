"""Names of files as they are shown and given back."""

from email.message import Message
from urllib.parse import unquote

import pytest

from lkjip_audit.serve.names import attachment, told_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("laporan.xlsx", "laporan.xlsx"),
        ("C:\\Users\\x\\LKjIP 2023.xlsx", "LKjIP 2023.xlsx"),
        ("../../a.xlsx", "a.xlsx"),
        ("\u202egpj.xlsx", "gpj.xlsx"),
        ("a\r\nSet-Cookie: x.xlsx", "aSet-Cookie: x.xlsx"),
        ("", "berkas"),
        ("..", "berkas"),
        ("/", "berkas"),
    ],
)
def test_name_is_shown_without_path_and_without_what_does_not_print(given, shown):
    assert told_name(given) == shown


def test_long_name_keeps_its_ending():
    assert told_name("a" * 400 + ".xlsx") == "a" * 144 + ".xlsx"


@pytest.mark.parametrize("name", ["laporan.xlsx", "Kinérja “2023”; x.xlsx", 'a"b.xlsx', "日本.xlsx", "100% \\ x.xlsx"])
def test_saved_file_has_its_owners_name_in_any_script(name):
    header = attachment(name, ".temuan.xlsx")
    assert header.isascii()
    assert "\n" not in header
    message = Message()
    message["content-disposition"] = header
    assert message.get_content_disposition() == "attachment"
    encoded = header.partition("filename*=UTF-8''")[2]
    assert unquote(encoded) == told_name(name.rpartition(".")[0]) + ".temuan.xlsx"
    plain = header.partition('filename="')[2].partition('"; ')[0]
    assert '"' not in plain
    assert "\\" not in plain
