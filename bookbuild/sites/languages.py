"""Language tags in the names of files: ``article.fr.md``."""

import re

_TAG = re.compile(r"(?P<stem>.+)\.(?P<tag>[a-z]{2,3}(?:[-_][A-Za-z]{2}|[-_][A-Z][a-z]{3})?)")
