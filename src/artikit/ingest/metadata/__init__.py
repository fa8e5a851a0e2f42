"""What pages and feeds state for machines: JSON-LD, microdata, OpenGraph, `<meta>`, links, microformats.

`values` makes each value such as records have it, and `names` those of authors.
"""
