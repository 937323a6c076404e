"""What a double click starts: the self-check page in the browser.  With words behind its name it is ``lkjip-audit``."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the page audits in a process of its own, which starts this program again
    from lkjip_audit.cli.app import main

    if len(sys.argv) == 1:
        sys.argv.append("serve")
    main()
