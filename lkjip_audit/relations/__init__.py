"""The kinds of relation: one file or one folder each, laid over a scene by the engine."""
