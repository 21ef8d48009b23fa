"""Statements put to the vote: by telephone, on paper, or by a show of hands."""
