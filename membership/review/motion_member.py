"""The words of motions about the quality of who is a member already."""

from workflows.statute import Text
from workflows.voting_terms import MotionKind

BASIS = dict.fromkeys(
    (
        MotionKind.CONFIRM_QUALITY,
        MotionKind.SUSPEND,
        MotionKind.EXCLUDE,
        MotionKind.REINSTATE,
    ),
    "adhesion.quality",
)

ACT = {
    MotionKind.CONFIRM_QUALITY: Text(
        ro="{body} constată că {who} îndeplinește în continuare calitatea de {category} al "
        "{cluster}{under} și o confirmă.",
        en="{body} finds that {who} still fulfils the quality of {category} of {cluster}{under} "
        "and confirms it.",
    ),
    MotionKind.SUSPEND: Text(
        ro="{body} suspendă calitatea de {category} al {cluster}, deținută de {who}{under}. Pe "
        "durata suspendării, membrul nu votează, nu este ales și nu folosește însemnele "
        "clusterului.",
        en="{body} suspends the quality of {category} of {cluster} of {who}{under}. While it is "
        "suspended the member does not vote, is not elected and does not use the cluster's marks.",
    ),
    MotionKind.EXCLUDE: Text(
        ro="{body} exclude {who} din rândul membrilor {cluster}{under}, după ascultarea membrului.",
        en="{body} excludes {who} from the members of {cluster}{under}, after hearing it.",
    ),
    MotionKind.REINSTATE: Text(
        ro="{body} constată că a încetat cauza suspendării și repune {who} în drepturile de "
        "{category} al {cluster}{under}.",
        en="{body} finds that the cause of the suspension is gone and reinstates {who} in the "
        "rights of {category} of {cluster}{under}.",
    ),
}

REVOKE_ON_MEMBER = Text(
    ro="{body} revocă hotărârea {title} privind {who}; membrul este în situația de dinaintea ei.",
    en="{body} revokes resolution {title} concerning {who}; the member is as it was before it.",
)
