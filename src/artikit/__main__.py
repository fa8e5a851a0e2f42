"""`python -m artikit`."""

from artikit.entry import main

main()
