"""The self-check page: workbooks dropped on a page of this computer, audited, and the result shown.

    run.py      the command's door: a socket, the browser, a clean end
    app.py      which address gives what
    guard.py    who is let in: host, token, origin; the headers of every answer
    visitor.py  one visitor told from another, each of whom sees only what is his
    door.py     connections that bring nothing are closed
    leftovers.py  what a killed process left is removed at the next start
    upload.py   workbooks taken in as they arrive, within limits
    desk.py     the files of this session and what became of each
    worker.py   the process that audits, and the thread that watches it
    work.py     what that process does with one file
    names.py    names of files as they come from outside, and as they go out again

Nothing outside this folder knows of the web; nothing in it knows what a finding is.
"""
