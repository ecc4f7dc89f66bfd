"""Draw bars: a name and a number in each line of standard input; SVG on standard output."""

import sys

rows = [line.split() for line in sys.stdin if line.strip()]
height = 22 * len(rows) + 8
parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="260" height="{height}" font-family="sans-serif">']
for place, (name, value) in enumerate(rows):
    y = 22 * place + 6
    parts += [
        f'<text x="0" y="{y + 13}" font-size="13">{name}</text>',
        f'<rect x="80" y="{y}" width="{7 * int(value)}" height="16" fill="#3f6f8f"/>',
        f'<text x="{86 + 7 * int(value)}" y="{y + 13}" font-size="13">{value}</text>',
    ]
sys.stdout.write("\n".join([*parts, "</svg>\n"]))
