"""The one questionnaire engine: definitions, editions, answering, submissions and receipts."""
