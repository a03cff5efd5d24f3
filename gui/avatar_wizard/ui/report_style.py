"""The style sheet of a report: for a screen, light or dark, and for paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --panel: #f6f8fa;
  --stop: #b3261e; --warning: #8a5300; --tip: #0b5cad; --ok: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9ea7b3; --paper: #0d1117; --line: #30363d;
  --panel: #161b22; --stop: #ff8a80; --warning: #f0b35a; --tip: #79b8ff; --ok: #56d364; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
p { margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: normal; color: var(--soft); width: 40%; }
figure { margin: 0; }
figcaption, .whose { color: var(--soft); font-size: .875rem; }
img { display: block; max-width: 100%; height: auto; border-radius: 4px; }
svg { display: block; width: 100%; height: auto; }
.map svg { max-width: 44rem; }
.verdict { font-size: 1.25rem; font-weight: bold; }
.verdict.ok { color: var(--ok); } .verdict.warning { color: var(--warning); }
.verdict.stop, .verdict.unreadable { color: var(--stop); }
article { border: 1px solid var(--line); border-left: 6px solid var(--tip); border-radius: 6px;
  background: var(--panel); padding: .75rem 1rem; margin: .75rem 0; overflow: hidden; break-inside: avoid; }
article.stop { border-left-color: var(--stop); } article.warning { border-left-color: var(--warning); }
.badge { font-size: .8rem; border: 1px solid currentColor; border-radius: 1em; padding: .1em .7em; color: var(--tip); }
.stop .badge { color: var(--stop); } .warning .badge { color: var(--warning); }
.action { font-weight: bold; }
.still { float: right; width: 40%; margin: 0 0 .5rem 1rem; }
.strip { display: flex; flex-wrap: wrap; gap: .5rem; }
.strip img { height: 6rem; width: auto; }
.curve { fill: none; stroke: var(--tip); stroke-width: 1.5; }
.grid { stroke: var(--line); } .axis { fill: var(--soft); font-size: 11px; }
rect.stop { fill: var(--stop); } rect.warning { fill: var(--warning); } rect.tip { fill: var(--tip); }
@media (max-width: 40rem) { .still { float: none; width: 100%; margin: .5rem 0; } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --line: #bbb; --panel: #fff;
    --stop: #b3261e; --warning: #8a5300; --tip: #0b5cad; --ok: #1a7f37; }
  main { max-width: none; padding: 0; } svg, article, .verdict { print-color-adjust: exact; }
  h2 { break-after: avoid; } figure, tr { break-inside: avoid; } }
"""
"""Colours of at least 4.5 to 1 against their ground (WCAG 2.2, 1.4.3), in both schemes."""
