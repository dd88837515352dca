from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "tegerek.learning"
    label = "learning"

    def ready(self) -> None:
        from tegerek.jobs import nightly  # slow import: needs the tables of all rooms
        from tegerek.learning import certificate_holding as certificates  # slow import: needs the tables of all rooms
        from tegerek.learning import figures, report_sections  # slow import: needs the tables of all rooms
        from tegerek.people import holding  # slow import: needs the tables of all rooms
        from tegerek.programmes import report_parts  # slow import: needs the tables of all rooms

        nightly.register("answers", figures.destroy_answers)
        holding.register(certificates.HOLDER)
        report_parts.register(report_parts.TESTS, report_sections.tests_section)
        report_parts.register(report_parts.EVALUATION, report_sections.evaluation_section)
        report_parts.register(report_parts.CERTIFICATES, report_sections.certificates_section)
