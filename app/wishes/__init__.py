"""What a customer really wants, beside what they settle for."""
