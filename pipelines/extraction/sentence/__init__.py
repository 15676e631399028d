"""What a sentence says beside its figures: who, where, when, and whether it happened."""
