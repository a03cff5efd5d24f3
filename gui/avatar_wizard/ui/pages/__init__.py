"""The pages: thin, each shows a draft and reports edits."""
