"""``python -m ra_excel`` is ``ra``."""

from ra_excel.cli.main import main

main()
