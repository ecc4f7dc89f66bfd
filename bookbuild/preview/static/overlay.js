// The text block and the baseline grid, drawn over a page in millimetres.
const SVG = "http://www.w3.org/2000/svg";
const POINT = 25.4 / 72;

export function overlayOf({ width, height, inner, outer, top, bottom, leading }, isRight, { block, grid, phase }) {
  if (!block && !grid) return null;
  const svg = part("svg", { viewBox: `0 0 ${width} ${height}`, class: "overlay", "aria-hidden": "true" });
  const left = isRight ? inner : outer;
  const right = width - (isRight ? outer : inner);
  if (grid) {
    let path = "";
    const step = leading * POINT;
    for (let y = top + phase * step; y <= height - bottom + 0.1; y += step) path += `M${left} ${y.toFixed(3)}H${right}`;
    svg.append(part("path", { d: path, class: "lines" }));
  }
  if (block) {
    svg.append(part("rect", { x: left, y: top, width: right - left, height: height - top - bottom }));
    svg.append(part("path", { d: `M${left} 0v${top}M${right} 0v${top}M0 ${top}h${left}M0 ${height - bottom}h${left}`, "stroke-dasharray": "1 1" }));
  }
  return svg;
}

function part(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
