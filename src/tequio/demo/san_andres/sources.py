"""Where each fact about San Andrés Cholula was read (November 2026).

Where the address of a press note is not known in full, the newspaper's own is given and the text says the note's date.
"""

COMMISSION_PAGE = "https://sach.gob.mx/"
INSTALLATION_2022 = "https://puebla.lodehoy.com.mx/node/12085/amp"
INSTALLATION_2025 = "https://almanaquerevista.com/?p=359617"
TERM_2024 = "https://sintesis.com.mx/puebla/2024/10/15/rinde-protesta-lupita-cuautle"
AUXILIARY_AUTHORITIES = (
    "https://cincoradio.com.mx/rindieron-protesta-autoridades-auxiliares-en-san-andres-cholula"
)
COORDINATION_2027 = (
    "https://diariocambio.com.mx/2025/municipios/san-andres/"
    "coordinacion-de-transparencia-seguira-operando-en-san-andres-hasta-2027-lupita-cuautle"
)
DEPENDENCIAS_PRESS = "https://masnoticiasdiario.com/home/verNoticias/4874"
DEPENDENCIAS_2023 = "https://intoleranciadiario.com/"
PRESS_2026 = "https://oronoticiaspuebla.com/"
AGREEMENT_2022 = "https://diariopuntual.com/"
OVERSIGHT_2025 = (
    "https://lajornadadeoriente.com.mx/puebla/transparencia-puebla-sustituye-itaipue-octubre-2025"
)
PROCEDURE_SHEET = "https://tramites.sach.gob.mx/documento/ficha/624"
