"""What came out of votes, told in two honest ways."""
