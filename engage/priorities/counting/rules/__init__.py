"""Every rule by which a vote can be counted. A new rule is one new file here and one line below."""

from engage.core.registry import Registry
from engage.priorities.counting.rule import CountingRule
from engage.priorities.counting.rules.approval import Approval
from engage.priorities.counting.rules.equal_shares import EqualShares
from engage.priorities.counting.rules.greedy import Greedy

RULES: Registry[CountingRule] = Registry("counting rule", [Approval(), Greedy(), EqualShares()])
