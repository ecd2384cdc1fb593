"""Read an article: its text, publication date, dates, counts, names and quotations.

Everything found is a mark: words of the stored text, by character offsets, with what they mean. Nothing here
reads a file: word lists and gazetteers are handed in.
"""
