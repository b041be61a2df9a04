"""What a customer is not happy with, until the customer has heard what we did."""
