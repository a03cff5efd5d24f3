"""Footage on this computer: the tools that read it, the facts they tell, and what the rules make of them."""
