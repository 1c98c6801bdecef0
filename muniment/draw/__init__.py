"""Pictures from plain numbers and strings: frozen geometry that templates print as SVG. Knows no records."""
