"""What every floor stands on; it knows no word of any domain."""
