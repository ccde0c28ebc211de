"""HTML → `ReadDocument`: its tree under guard, evidence of the whole, then blocks and runs. EPUB's documents too."""
