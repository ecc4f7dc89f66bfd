"""SVG drawings: made safe for every output, and made ready for the PDF."""
