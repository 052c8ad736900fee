"""A town's own past, from the spreadsheets that it kept: checked row by row, then published through the actions."""
