"""``python -m lkjip_audit``: the command line, where its script is not on the path."""

from lkjip_audit.cli.app import main

main()
