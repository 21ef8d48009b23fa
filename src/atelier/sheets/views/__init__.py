"""The pages of paper: plan and print, the door for photographs, the review."""
