"""How good the house is at what it promises, measured on labelled examples."""
