"""Schemes of addresses that lead out of a book."""


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


WEB = _words("http https")

OUTWARD_SCHEMES = WEB | _words(
    "acct bitcoin callto cid dav doi facetime facetime-audio feed ftp ftps geo git gopher im imap info ipp irc ircs "
    "jabber ldap ldaps magnet mailto maps matrix mid mms monero msteams news nfs nntp pop rsync rtmp rtsp sftp sgnl "
    "sip sips skype slack sms smsto spotify ssh svn tel telnet tg threema urn viber vnc webcal whatsapp xmpp zoommtg "
    "zotero"
)
"""Schemes that a link may have, most of them registered with IANA: web, mail, telephone, chat, places and files."""
