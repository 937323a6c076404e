"""YAML becomes Rules: models, loader, the language of formulas, lint, examples and generated pages."""
