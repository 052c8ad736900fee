"""On what terms anybody may use the data.

Mexican law calls data open when naming their source is all that using them asks for (Ley General de Transparencia y
Acceso a la Información Pública, art. 3, "de libre uso"); that is what this licence says, in words known everywhere.
"""

LICENCE_NAME = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Atribución 4.0 Internacional (CC BY 4.0)"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
