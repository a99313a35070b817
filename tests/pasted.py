"""What programs put on the clipboard, and what stands in our editor after pasting it."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=NL style='tab-interval:35.4pt'><!--StartFragment-->"""

SAMPLES: dict[str, tuple[str, str]] = {
    "Word: paragraphs, bold, smart quotes, an empty line": (
        f"""{WORD}<h1>Verslag<o:p></o:p></h1>
<p class=MsoNormal style='line-height:115%'><span style='font-family:"Calibri",sans-serif'>Wij zeiden:
\u2018vraag
het <b style='mso-bidi-font-weight:normal'>zelf</b>\u2019.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Klaar.<o:p></o:p></p>
<!--EndFragment--></body></html>""",
        (
            "<p><strong>Verslag</strong></p><p>Wij zeiden: \u2018vraag het <strong>zelf</strong>\u2019.</p>"
            "<p>Klaar.</p>"
        ),
    ),
    "Word: a list of bullets": (
        f"""{WORD}<p class=MsoNormal>Wat we deden:</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Bellen met de wijk<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times New
Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Een <b>brief</b> schrijven<o:p></o:p></p><p class=MsoNormal>Meer
niet.</p>""",
        (
            "<p>Wat we deden:</p><ul><li><p>Bellen met de wijk</p></li>"
            "<li><p>Een <strong>brief</strong> schrijven</p></li></ul><p>Meer niet.</p>"
        ),
    ),
    "Word: a numbered list": (
        f"""{WORD}<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;
</span></span>Vragen</p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>2.<span>
&nbsp;</span></span>Wachten</p>""",
        "<ol><li><p>Vragen</p></li><li><p>Wachten</p></li></ol>",
    ),
    "Word: tracked changes and a comment": (
        f"""{WORD}<p class=MsoNormal>Het gezin <del cite="mailto:A" datetime="2026-11-01"><span
class=msoDel>wilde niet</span>
</del><ins cite="mailto:A"><span class=msoIns>twijfelde</span></ins>.<span class=MsoCommentReference><a
href="#_msocom_1">[AB1]</a></span></p><div style='mso-element:comment-list'><div
style='mso-element:comment'>
<p class=MsoCommentText>Klopt dit?</p></div></div>""",
        "<p>Het gezin twijfelde.</p>",
    ),
    "Word: a table": (
        f"""{WORD}<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Regio</p></td><td>
<p class=MsoNormal>Wachttijd
</p></td></tr><tr><td><p class=MsoNormal>IJsselland</p></td><td><p class=MsoNormal>6
weken</p></td></tr></table>""",
        "<p>Regio \u2013 Wachttijd</p><p>IJsselland \u2013 6 weken</p>",
    ),
    "Outlook: bullets that are characters, and a link": (
        """<div class=WordSection1><p class=MsoNormal>Hoi,</p><p class=MsoNormal>\u2022&nbsp;Lees
<a href="https://example.org/stuk?a=1&amp;b=2">dit stuk</a></p><p class=MsoNormal>\u2022&nbsp;Bel mij</p>
<p class=MsoNormal><a name="_MailAutoSig">Groet</a></p></div>""",
        (
            '<p>Hoi,</p><ul><li><p>Lees <a href="https://example.org/stuk?a=1&amp;b=2">dit stuk</a></p></li>'
            "<li><p>Bel mij</p></li></ul><p>Groet</p>"
        ),
    ),
    "Google Docs: a bold wrapper that is not bold": (
        """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38"><span style="font-size:11pt;font-weight:400">Eerst </span><span
style="font-weight:700">goed luisteren</span><span style="font-weight:400">.</span></p><ul><li
dir="ltr"><p><span
style="font-weight:400">en wachten</span></p></li></ul></b>""",
        "<p>Eerst <strong>goed luisteren</strong>.</p><ul><li><p>en wachten</p></li></ul>",
    ),
    "A page: a script, a picture, an address that runs": (
        """<h2>Kop</h2><script>alert(1)</script><p onclick="alert(1)">Tekst<img
src="data:image/png;base64,AAAA">
<a href="javascript:alert(1)">klik</a></p><blockquote><p>Iemand zei dit</p></blockquote>""",
        "<p><strong>Kop</strong></p><p>Tekst klik</p><blockquote><p>Iemand zei dit</p></blockquote>",
    ),
}
"""Name -> the HTML on the clipboard, and the text in the editor. Only the page has a picture."""
