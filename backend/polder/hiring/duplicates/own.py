"""What the owner's page of an application says while another one of theirs counts instead."""

from polder.hiring import own_parts
from polder.hiring.own_parts import Part

own_parts.PARTS.append(Part("duplicate", "top", "polder.counts_instead(a.id)"))
