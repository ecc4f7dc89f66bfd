"""The pages of the printed book in the bodies of articles: where each begins, marks there, and lists of them.

Pure: laid-out pages and rendered documents come in, and nothing is laid out or rendered here. Import from its modules:
few books show the pages of another.
"""
