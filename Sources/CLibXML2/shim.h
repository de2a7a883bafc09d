// libxml2's headers pull in ICU's when it was built with it, and ICU's UErrorCode clashes with the
// one that Foundation carries. The reader API needs none of it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
