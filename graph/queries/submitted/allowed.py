"""What a submitted statement may use: begin with, call, and be planned as. Names that are not here are refused.

The lists are those of Neo4j 5.26 and of its manual, without what writes, reaches out of the database, tells of other
users or of the server, or evaluates without an end that Neo4j could enforce (`reduce`).
"""

BEGINNINGS = frozenset("MATCH OPTIONAL UNWIND WITH RETURN CALL".split())

WRITING = frozenset(
    "CREATE MERGE DELETE DETACH NODETACH SET REMOVE FOREACH INSERT DROP ALTER RENAME GRANT DENY REVOKE".split()
)

FUNCTIONS = frozenset(
    # predicates and scalars
    "all any none single exists isempty coalesce nullif elementid id type labels keys properties valuetype".split()
    + "startnode endnode head last size length char_length character_length timestamp randomuuid".split()
    + "toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull tostring tostringornull".split()
    # lists and paths
    + "nodes relationships range tail reverse tobooleanlist tofloatlist tointegerlist tostringlist".split()
    + "shortestpath allshortestpaths".split()
    # aggregates
    + "avg collect count max min percentilecont percentiledisc stdev stdevp sum".split()
    # numbers
    + "abs ceil floor isnan rand round sign e exp log log10 sqrt acos asin atan atan2 cos cot degrees haversin".split()
    + "pi radians sin tan".split()
    # texts
    + "btrim left lower ltrim normalize replace right rtrim split substring tolower toupper trim upper".split()
    # times and places
    + "date datetime duration localdatetime localtime time point point.distance point.withinbbox".split()
    + "datetime.fromepoch datetime.fromepochmillis".split()
    + "duration.between duration.indays duration.inmonths duration.inseconds".split()
    + [
        f"{kind}.{how}"
        for kind in "date datetime localdatetime localtime time".split()
        for how in "realtime statement transaction truncate".split()
    ]
    + ["vector.similarity.cosine", "vector.similarity.euclidean"]
)
"""In small letters, as Neo4j does not tell capitals from them in its own functions."""

PROCEDURES = frozenset(
    "db.labels db.relationshipTypes db.propertyKeys db.ping".split()
    + "db.schema.visualization db.schema.nodeTypeProperties db.schema.relTypeProperties".split()
    + "db.index.fulltext.queryNodes db.index.fulltext.queryRelationships".split()
    + ["db.index.fulltext.listAvailableAnalyzers"]
)

BEFORE_BRACKET = frozenset(
    "MATCH WHERE AND OR XOR NOT IN WITH RETURN UNWIND BY LIMIT SKIP OFFSET THEN ELSE WHEN CASE CALL DISTINCT".split()
    + "ALL ANY SHORTEST PATH PATHS GROUP GROUPS ACYCLIC TRAIL WALK CONTAINS IS OPTIONAL AS COUNT".split()
)
"""Keywords after which `(` opens no call."""

_RELATIONSHIPS = tuple(
    f"{direction}{what}"
    for direction in ("Directed", "Undirected")
    for what in (
        "AllRelationshipsScan RelationshipTypeScan UnionRelationshipTypesScan RelationshipByElementIdSeek "
        "RelationshipByIdSeek RelationshipIndexScan RelationshipIndexSeek RelationshipIndexSeekByRange "
        "RelationshipIndexContainsScan RelationshipIndexEndsWithScan RelationshipUniqueIndexSeek"
    ).split()
)

OPERATORS = frozenset(
    # where a plan begins
    "AllNodesScan NodeByLabelScan UnionNodeByLabelsScan IntersectionNodeByLabelsScan".split()
    + "SubtractionNodeByLabelsScan NodeByElementIdSeek NodeByIdSeek NodeIndexScan NodeIndexSeek".split()
    + "NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NodeIndexContainsScan".split()
    + "NodeIndexEndsWithScan MultiNodeIndexSeek NodeCountFromCountStore RelationshipCountFromCountStore".split()
    + "Argument Input".split()
    + list(_RELATIONSHIPS)
    # joins and subqueries
    + "Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply".split()
    + "LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply RollUpApply".split()
    + "CartesianProduct NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin ValueHashJoin Union".split()
    + "OrderedUnion AssertSameNode AssertSameRelationship TriadicSelection TriadicBuild TriadicFilter".split()
    # steps
    + "Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All)".split()
    + "VarLengthExpand(Into) VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS) ShortestPath".split()
    + "VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into)".split()
    + "StatefulShortestPath(All) StatefulShortestPath(Into) Repeat(Trail) Repeat(Walk)".split()
    + "BidirectionalRepeat(Trail) BidirectionalRepeat(Walk) ProjectEndpoints Optional Anti".split()
    # rows
    + "ProduceResults Projection Filter Distinct OrderedDistinct Limit ExhaustiveLimit Skip Sort PartialSort".split()
    + "Top PartialTop Eager EagerAggregation OrderedAggregation Unwind CacheProperties PreserveOrder".split()
    + "EmptyRow EmptyResult SetOperation NullifyMetadata ProcedureCall PathPropagatingBFS".split()
    + "RemoteBatchProperties RemoteBatchPropertiesWithFilter Partitioned".split()
)
"""Operators of a plan that only reads; `ProcedureCall` is checked by its procedure."""
