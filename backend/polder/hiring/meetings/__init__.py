"""What a committee has before it when it meets: a *comparison* of candidates, criterion by criterion, as people judged them."""
