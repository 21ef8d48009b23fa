"""Where tables draw the same, or opposite, things."""
