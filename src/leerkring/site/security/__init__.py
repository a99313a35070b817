"""How people come in: passkeys, a second step, where somebody is signed in, and accounts of organisations.

The sign-in library keeps the rows and checks the proofs; what people see and in which
order they do it is ours. A passkey is a way in beside the mailed code; the second step
is asked only of who switched it on.
"""
