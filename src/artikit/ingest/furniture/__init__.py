"""What stands between and around the paragraphs of an article, and is no part of its body.

`lines` knows buttons, labels and trails by themselves, `boilerplate` takes them out of a text. Captions and
notices of rights tell something too; comments, copies and headers of printed pages do not.
"""
