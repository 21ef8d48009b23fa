"""What nobody may read before several people meet: a secret in shares, each behind a person's passphrase."""
