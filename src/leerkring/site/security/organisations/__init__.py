"""The own organisation's account as a way in. A person is the issuer and the subject, nothing else."""
