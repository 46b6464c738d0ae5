"""What is taken away: tables, files, and the gate through which figures are published."""
