"""The pages of the printed book in the bodies of articles: where each begins, marks there, and lists of them.

Pure: laid-out pages and rendered documents come in, and nothing is laid out or rendered here.
"""

from bookbuild.page_map.insertion import with_page_breaks
from bookbuild.page_map.listing import page_list, read_page_list
from bookbuild.page_map.mapping import map_pages
from bookbuild.page_map.origins import Origins
from bookbuild.page_map.spans import spans_of

__all__ = ["Origins", "map_pages", "page_list", "read_page_list", "spans_of", "with_page_breaks"]
