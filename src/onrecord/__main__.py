"""``python -m onrecord``, and where the ``onrecord`` command begins."""

from onrecord.cli import main

if __name__ == "__main__":
    main()
