"""Values and rules, standard library only: what a draft, a job, a finding and a problem are."""
