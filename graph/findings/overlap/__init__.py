"""重複の可能性 and 二重実施の可能性: different projects that resemble each other.

``concepts`` tells what a text is about, ``profiles`` gathers what the documents say of each
project, ``likeness`` compares two of them in aim, activity and beneficiary, and ``pairs`` makes the
findings of it.
"""
